/** What is in the agent's jar. */
package io.oauthcc.it.jar;
