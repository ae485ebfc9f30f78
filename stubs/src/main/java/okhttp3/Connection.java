package okhttp3;

/** A connection to a server or a proxy. */
public interface Connection {

  /** How TLS was agreed on, or null without TLS. */
  Handshake handshake();
}
