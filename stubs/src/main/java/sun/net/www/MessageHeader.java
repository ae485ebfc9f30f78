package sun.net.www;

import java.util.Iterator;

/** The JDK's own list of header fields; names are compared without regard to case. */
public abstract class MessageHeader {

  /** The last value of a header, or null. */
  public abstract String findValue(String name);

  /** Every value of a header. */
  public abstract Iterator<String> multiValueIterator(String name);

  /** Replaces the last value of a header, or adds it. */
  public abstract void set(String name, String value);

  /** Removes every header. */
  public abstract void reset();

  /** Removes every value of a header. */
  public abstract void remove(String name);
}
