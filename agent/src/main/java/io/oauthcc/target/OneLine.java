package io.oauthcc.target;

/** Makes what others wrote fit for a line of output. Loaded only when there is something to say. */
public final class OneLine {

  private static final int LONGEST = 200;

  private OneLine() {}

  /** One line of limited length without control characters. */
  public static String cut(String text) {
    String line = of(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    return text.length() > LONGEST ? line + "..." : line;
  }

  /** The same without a limit, for a whole message. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.setCharAt(i, '\ufffd');
      }
    }
    return line.toString();
  }
}
