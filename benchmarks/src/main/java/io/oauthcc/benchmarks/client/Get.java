package io.oauthcc.benchmarks.client;

/** One GET, as a program would write it with its client. */
public interface Get {

  /** Sends it and reads the whole answer. Asked by several threads at once. */
  void send() throws Exception;
}
