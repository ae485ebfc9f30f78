package io.oauthcc.log;

import java.text.DateFormat;
import java.text.FieldPosition;
import java.text.ParsePosition;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;

/**
 * What a line starts with: a fixed text and the time, in UTC. The build has SLF4J make one of these
 * wherever it makes a {@code SimpleDateFormat}, which asks for the default time zone: the JVM looks
 * for it then, and from there on the application's {@code user.timezone} comes too late.
 */
@SuppressWarnings("JavaUtilDate") // It is what SLF4J gives.
public final class LineTime extends DateFormat {

  private static final long serialVersionUID = 1L;

  private final String start;

  private LineTime(String start) {
    this.start = start;
  }

  /**
   * For SLF4J, in place of its {@code SimpleDateFormat}.
   *
   * @param start what stands before the time
   */
  public static DateFormat of(String start) {
    return new LineTime(start);
  }

  @Override
  public StringBuffer format(Date date, StringBuffer line, FieldPosition unheeded) {
    long millis = date.getTime();
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
    line.append(start);
    digits(line, ' ', time.getYear(), 1000);
    digits(line, '-', time.getMonthValue(), 10);
    digits(line, '-', time.getDayOfMonth(), 10);
    digits(line, 'T', time.getHour(), 10);
    digits(line, ':', time.getMinute(), 10);
    digits(line, ':', time.getSecond(), 10);
    digits(line, '.', (int) Math.floorMod(millis, 1000L), 100);
    return line.append('Z');
  }

  /**
   * @param highest the place value of the first digit
   */
  private static void digits(StringBuffer line, char before, int number, int highest) {
    line.append(before);
    for (int place = highest; place > 0; place /= 10) {
      line.append((char) ('0' + number / place % 10));
    }
  }

  /** Nobody reads a log with it. */
  @Override
  public Date parse(String line, ParsePosition unheeded) {
    throw new UnsupportedOperationException(line);
  }
}
