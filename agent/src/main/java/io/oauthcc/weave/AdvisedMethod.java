package io.oauthcc.weave;

/** A method of a client and the advice for it. */
final class AdvisedMethod {

  /** The class that has the method, {@code sun/net/www/protocol/http/HttpURLConnection}. */
  final String className;

  /** The method's name; the class has one method of it. */
  final String methodName;

  /**
   * How the method's descriptor ends: {@code ()V} where it is the same everywhere, else {@code )V}.
   */
  final String descriptorEnd;

  /** The advice class, {@code io/oauthcc/weave/HopAdvice}. */
  final String adviceName;

  AdvisedMethod(String className, String methodName, String descriptorEnd, String adviceName) {
    this.className = className;
    this.methodName = methodName;
    this.descriptorEnd = descriptorEnd;
    this.adviceName = adviceName;
  }
}
