/**
 * One grant of an access token: discovery, client authentication, the request, the answer, and the
 * refresh token that it may bring. Keeps no access token. May use config, target, http, keys, log,
 * time and Jackson.
 */
package io.oauthcc.grant;
