/** Writes what {@code oauthcc.jar} is made of. Part of the build; nothing here ships. */
package io.oauthcc.packaging;
