/**
 * The client's private keys and certificates, and the certificates it trusts: from PEM files and
 * key stores that may be replaced while the application runs. May use config.
 */
package io.oauthcc.keys;
