/** A Spring Boot 3 application, whose start is measured. */
package io.oauthcc.benchmarks.boot;
