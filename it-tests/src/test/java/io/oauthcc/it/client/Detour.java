package io.oauthcc.it.client;

import io.oauthcc.it.ApiServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a redirected call goes. */
enum Detour {
  MATCH_TO_FOREIGN {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.api().over(tls).redirect(status, on.foreign().over(tls).url("/landing"));
    }
  },
  FOREIGN_TO_MATCH {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.foreign().over(tls).redirect(status, on.api().over(tls).url("/landing"));
    }
  },
  MATCH_TO_ANOTHER_PATH {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.api().over(tls).redirect(status, "/landing");
    }
  },
  MATCH_TO_OTHER_REGISTRATION {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.api().over(tls).redirect(status, on.other().over(tls).url("/landing"));
    }
  },
  MATCH_TO_OTHER_AND_BACK {
    @Override
    String url(Servers on, boolean tls, int status) {
      ApiServer api = on.api().over(tls);
      return api.redirect(status, on.other().over(tls).redirect(status, api.url("/landing")));
    }
  },
  MATCH_TO_FOREIGN_AND_BACK {
    @Override
    String url(Servers on, boolean tls, int status) {
      ApiServer api = on.api().over(tls);
      return api.redirect(status, on.foreign().over(tls).redirect(status, api.url("/landing")));
    }
  },
  MATCH_TO_ITSELF_BY_ANOTHER_NAME {
    @Override
    String url(Servers on, boolean tls, int status) {
      ApiServer api = on.api().over(tls);
      return api.redirect(status, api.url("127.0.0.1", Servers.BY_ANOTHER_NAME));
    }
  },
  MATCH_TO_FOREIGN_ON_THE_OTHER_SCHEME {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.api().over(tls).redirect(status, on.foreign().over(!tls).url("/landing"));
    }
  },
  MATCH_TO_MATCH_ON_THE_OTHER_SCHEME {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.api().over(tls).redirect(status, on.api().over(!tls).url("/landing"));
    }
  },
  /** Named under the scheme that the port does not speak: the scheme alone tells it apart. */
  MATCH_TO_FOREIGN_BY_ITS_SCHEME {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.api().over(tls).redirect(status, on.crossed().over(tls).url("/landing"));
    }
  },
  MATCH_TO_A_PATH_THAT_IS_NOT_NAMED {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.partly().over(tls).url("/in") + there(status, "/inside");
    }
  },
  MATCH_TO_AN_EXCLUDED_PATH_AND_BACK {
    @Override
    String url(Servers on, boolean tls, int status) {
      return on.partly().over(tls).url("/in")
          + there(status, "/in/out" + there(status, "/in/landing"));
    }
  },
  MATCH_TO_FOREIGN_WITHOUT_A_SCHEME {
    @Override
    String url(Servers on, boolean tls, int status) {
      String foreign = on.foreign().over(tls).url("/landing");
      return on.api().over(tls).redirect(status, foreign.substring(foreign.indexOf("//")));
    }
  };

  /** The path that redirects to another URL or path. */
  static String there(int status, String to) {
    return "/redirect?status=" + status + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }

  /** The URL to call first. */
  abstract String url(Servers on, boolean tls, int status);
}
