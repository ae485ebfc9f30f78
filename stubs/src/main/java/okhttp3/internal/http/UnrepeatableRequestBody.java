package okhttp3.internal.http;

/** A body that can be written once only; until OkHttp 3.13. */
public interface UnrepeatableRequestBody {}
