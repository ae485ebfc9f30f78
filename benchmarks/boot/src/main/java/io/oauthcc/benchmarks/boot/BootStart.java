package io.oauthcc.benchmarks.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application that starts, and ends once it could serve. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class BootStart {

  /** Starts and ends. */
  public static void main(String[] arguments) {
    SpringApplication.run(BootStart.class, "--server.port=0", "--server.address=127.0.0.1").close();
  }

  /** What it would serve. */
  @GetMapping("/")
  public String hello() {
    return "hello";
  }
}
