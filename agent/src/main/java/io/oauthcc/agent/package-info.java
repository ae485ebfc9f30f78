/**
 * The door: premain, agentmain, the command's main class and the agent's own class loader. The only
 * classes at the root of {@code oauthcc.jar}, hence the only ones the application's loader can
 * name. May use the JDK; everything else is reached by name, through the loader.
 */
package io.oauthcc.agent;
