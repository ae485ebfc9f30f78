package io.oauthcc.authorize;

import io.oauthcc.log.Log;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells a defect of the agent once, however many requests meet it. */
final class Defects {

  private static final int MOST = 16;

  private final Set<String> told = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private final Log log;

  Defects(Log log) {
    this.log = log;
  }

  /** Throws nothing. */
  void report(Throwable defect) {
    try {
      tell(defect);
    } catch (Throwable unheeded) {
      // What stops even the log from working (a full stack, say) must still not reach the caller.
    }
  }

  private void tell(Throwable defect) {
    if (told.size() < MOST && told.add(defect.getClass().getName())) {
      log.error(
          "A defect in oauthcc; its requests are treated as without a token. Please report it",
          defect);
    }
  }
}
