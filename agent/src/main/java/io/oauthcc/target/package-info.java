/**
 * Where hops go and whose they are: hosts, paths and ports in the one form in which they are
 * compared, what the operator wrote of them, and the look-up that every hop pays for. It decides
 * who gets a token, so it depends on nothing that could change its mind. May use the JDK.
 */
package io.oauthcc.target;
