/**
 * Puts the parts together: reads the configuration, registers the gate, starts threads, sets the
 * hook. Holds no logic that another package could hold. May use every other package.
 */
package io.oauthcc.runtime;
