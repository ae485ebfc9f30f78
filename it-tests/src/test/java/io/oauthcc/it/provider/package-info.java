/** Each file of {@code examples/} as it stands, against a real server of the provider's kind. */
package io.oauthcc.it.provider;
