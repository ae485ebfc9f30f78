/**
 * Access tokens in use: the cache, the one renewal in flight, and what follows when it fails. A
 * usable token is handed out without waiting, locking or allocating. May use config, grant, log and
 * time.
 */
package io.oauthcc.token;
