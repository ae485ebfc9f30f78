/**
 * The answers to woven code: which registration a hop belongs to, and what goes on it. Plain
 * classes that unit tests reach, and one thin adapter that extends the hook. May use config,
 * target, token, time, log and the hook.
 */
package io.oauthcc.authorize;
