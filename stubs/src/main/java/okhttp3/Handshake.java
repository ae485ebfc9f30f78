package okhttp3;

/** How TLS was agreed on. */
public abstract class Handshake {}
