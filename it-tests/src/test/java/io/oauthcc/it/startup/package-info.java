/** What an application notices of the agent before and apart from its HTTP calls: nothing. */
package io.oauthcc.it.startup;
