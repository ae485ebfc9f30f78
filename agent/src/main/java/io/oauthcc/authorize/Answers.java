package io.oauthcc.authorize;

import io.oauthcc.target.Place;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says to the questions of {@link OauthccHook}, which tells what each one means. May
 * throw anything: a defect then, after which the questions named so are asked.
 */
interface Answers {

  /** About a hop to a host that no target has. */
  void foreign(@Nullable String scheme, @Nullable String host, int port);

  /** See {@link OauthccHook#prepare}. */
  @Nullable Object prepare(Place place, @Nullable List<String> existing, @Nullable Object call);

  /**
   * Loads what a call's own thread runs, also where it fails: what tells of a failure might not be
   * had when it is needed. Of calls that come at once, those that go on before the first is through
   * load it themselves. Throws nothing.
   */
  void loadWhatCallsNeed();

  /** See {@link OauthccHook#giveUp}. */
  void giveUp(Object call);

  /** See {@link OauthccHook#settled}. */
  CompletionStage<?> settled(AwaitedToken token, long nanos);

  /** One that was made beforehand, where calls wait at all: for when no other can be made. */
  CompletionStage<?> lastSettled();

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

  /** Has the first token of each registration fetched as if a hop had asked for it. */
  void prefetch();
}
