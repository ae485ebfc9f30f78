/** The stubs that advice is compiled against, held to the real classes. */
package io.oauthcc.it.stubs;
