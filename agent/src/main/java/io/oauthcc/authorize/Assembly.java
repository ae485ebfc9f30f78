package io.oauthcc.authorize;

import io.oauthcc.config.Configuration;
import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Scheduler;
import io.oauthcc.token.LateTokens;
import io.oauthcc.token.TokenSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Puts together what answers hops of the configuration's registrations. Starts nothing. */
final class Assembly implements Supplier<Answers> {

  private final Configuration configuration;
  private final KnownTargets targets;
  private final Scheduler scheduler;
  private final DefectFailures failures;
  private final Defects defects;
  private final Log log;

  /**
   * @param targets those of the same configuration
   */
  Assembly(
      Configuration configuration,
      KnownTargets targets,
      Scheduler scheduler,
      DefectFailures failures,
      Defects defects,
      Log log) {
    this.configuration = configuration;
    this.targets = targets;
    this.scheduler = scheduler;
    this.failures = failures;
    this.defects = defects;
    this.log = log;
  }

  @Override
  public Answers get() {
    Map<Registration, TokenSource> tokens = tokens();
    Owners owners = new Owners(tokens);
    if (configuration.dryRun()) {
      return new DryAnswers(owners, new Decisions(targets, log, "dry-run: "), log);
    }
    Decisions decisions = new Decisions(targets, log, "");
    Authorizer authorizer =
        new Authorizer(tokens, decisions, new RepeatedWarnings(scheduler::execute, log));
    return new LiveAnswers(owners, authorizer, decisions, scheduler, failures, defects);
  }

  private Map<Registration, TokenSource> tokens() {
    Map<Registration, TokenSource> tokens = new HashMap<>();
    for (Registration registration : configuration.registrations()) {
      tokens.put(
          registration,
          new LateTokens(
              registration,
              scheduler,
              Clock.system(),
              endpoints -> targets.exclude(registration, endpoints),
              log));
    }
    return tokens;
  }
}
