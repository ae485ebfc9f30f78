/**
 * Access tokens: the request, the answer, the cache, and the one renewal in flight. A usable token
 * is handed out without waiting, locking or allocating. May use config, keys, http, log and
 * Jackson.
 */
package io.oauthcc.token;
