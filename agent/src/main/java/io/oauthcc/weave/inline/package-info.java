/**
 * Puts advice into class files: reads what Byte Buddy's annotations say, and writes the woven
 * method with ASM alone. Knows no client and loads no class of theirs. May use ASM.
 */
package io.oauthcc.weave.inline;
