/**
 * What the operator wrote, read once and checked whole: settings, registrations, secrets. Values
 * are immutable and every mistake is reported with where it stands and what would be right. May use
 * target.
 */
package io.oauthcc.config;
