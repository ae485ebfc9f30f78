/**
 * What an application, its class loaders, its archives and other agents notice of the agent in
 * their JVM: programs run twice, with it and without.
 */
package io.oauthcc.it.jvm;
