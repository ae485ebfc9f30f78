/**
 * HTTP clients: one class per client that says which classes and methods, and the advice for them.
 * Until a client class appears, nothing here but the class-name gate is loaded. May use the hook,
 * log and ASM; advice is written with the annotations of Byte Buddy.
 */
package io.oauthcc.weave;
