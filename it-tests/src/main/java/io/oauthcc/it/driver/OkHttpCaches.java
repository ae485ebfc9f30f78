package io.oauthcc.it.driver;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Cache;
import okhttp3.CacheControl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** What OkHttp keeps on disk, and what comes out of it. */
final class OkHttpCaches {
  private OkHttpCaches() {}

  static void cache(Scene scene) throws IOException {
    File folder = Files.createTempDirectory("okhttp-cache").toFile();
    try (Cache cache = new Cache(folder, 1_000_000)) {
      OkHttpClient client = OkHttpScenes.watched(scene).cache(cache).build();
      for (String path :
          Arrays.asList("/cached", "/vary", "/checked", "/redirect-here", "/status-404", "/gzip")) {
        for (String place : new String[] {"api", "secure"}) {
          OkHttpScenes.each(scene, path, client, OkHttpScenes.to(scene.url(place, path)).build());
        }
        scene.saw("hits", cache.hitCount() + " of " + cache.requestCount());
        scene.saw("network", cache.networkCount());
        scene.saw("written", cache.writeSuccessCount() + " " + cache.writeAbortCount());
      }
      Request own =
          OkHttpScenes.to(scene.url("api", "/vary"))
              .header("Authorization", scene.password())
              .build();
      OkHttpScenes.each(scene, "with an own Authorization", client, own);
      OkHttpScenes.each(
          scene,
          "from the cache alone",
          client,
          OkHttpScenes.to(scene.url("api", "/echo"))
              .cacheControl(CacheControl.FORCE_CACHE)
              .build());
      OkHttpScenes.each(
          scene,
          "past the cache",
          client,
          OkHttpScenes.to(scene.url("api", "/cached"))
              .cacheControl(CacheControl.FORCE_NETWORK)
              .build());
      scene.saw("urls", urls(cache));
      cache.flush();
    }
    try (Stream<Path> files = Files.list(folder.toPath())) {
      // Named after a digest of the URL, which has a port in it.
      List<String> all =
          files
              .filter(file -> !file.getFileName().toString().startsWith("journal"))
              .map(OkHttpCaches::text)
              .sorted(Comparator.naturalOrder())
              .collect(Collectors.toList());
      scene.saw("files", all.size());
      all.forEach(text -> scene.saw("file", text));
    }
  }

  private static Set<String> urls(Cache cache) throws IOException {
    Set<String> urls = new TreeSet<>();
    cache.urls().forEachRemaining(urls::add);
    return urls;
  }

  /** Without the times at which the answer came. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          .replaceAll("(OkHttp-(Sent|Received)-Millis: )\\d+", "$1");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
