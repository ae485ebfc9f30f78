/** What holds for every HTTP client: one suite, run against each client, version and JDK. */
package io.oauthcc.it.client;
