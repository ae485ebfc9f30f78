package io.oauthcc.it.server;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link RealServer} does. */
final class RealServers implements ExecutionCondition, ParameterResolver {
  private static final Namespace SERVERS = Namespace.create(RealServers.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    ServerKind kind = kind(context);
    if (kind.isInstalled()) {
      return ConditionEvaluationResult.enabled(kind.serverName() + " is installed");
    }
    String reason = kind.serverName() + " is not installed; run it-tests/install-servers";
    if (kind.isRequired()) {
      throw new IllegalStateException("OAUTHCC_REQUIRE_SERVERS: " + reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().getPackage() == RealServers.class.getPackage();
  }

  // The store of the whole run closes them when all classes are through.
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ServerKind kind = kind(context);
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, SERVERS)
        .getOrComputeIfAbsent(kind, ServerKind::start, AutoCloseable.class);
  }

  private static ServerKind kind(ExtensionContext context) {
    return context
        .getTestClass()
        .map(test -> test.getAnnotation(RealServer.class))
        .orElseThrow(() -> new IllegalStateException("no class with @RealServer"))
        .value();
  }
}
