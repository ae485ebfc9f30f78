package io.oauthcc.authorize;

import io.oauthcc.target.Place;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says to the questions of {@link OauthccHook}, which tells what each one means. May
 * throw anything: a defect then, after which the questions named so are asked.
 */
interface Answers {

  /** See {@link OauthccHook#prepare}. */
  @Nullable Object prepare(Place place, @Nullable List<String> existing, @Nullable Object call);

  /** How the call fails, or null. */
  @Nullable IOException afterDefect(Place place, Throwable defect);

  /** See {@link OauthccHook#giveUp}. */
  void giveUp(Object call);

  /** See {@link OauthccHook#settled}. */
  CompletionStage<?> settled(AwaitedToken token, long nanos);

  /** See {@link OauthccHook#onWire}. */
  @Nullable Object onWire(
      @Nullable Object place,
      @Nullable List<String> existing,
      @Nullable String prepared,
      @Nullable Object call);

  /** What stays on a hop of which nothing is known: nothing that may be a token of ours. */
  @Nullable List<String> onWireAfterDefect(@Nullable List<String> existing);

  /** See {@link OauthccHook#answered}. */
  boolean answered(
      Place place, Object call, @Nullable List<String> sent, int status, boolean replayable);

  /** See {@link OauthccHook#displaces}. */
  boolean displaces(Place place, Object call, @Nullable List<String> sent);
}
