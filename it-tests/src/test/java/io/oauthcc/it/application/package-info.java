/**
 * Programs that others wrote, unchanged, against a protected server: they fail without the agent
 * and succeed with it.
 */
package io.oauthcc.it.application;
