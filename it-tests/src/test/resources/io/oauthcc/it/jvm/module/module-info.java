module app {
  requires java.net.http;
  requires kotlin.stdlib;
  requires okhttp3;
}
