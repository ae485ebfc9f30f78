package io.oauthcc.weave;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.NamedElement;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** Inlines advice into class files, without loading the classes they are about. */
final class Weaver {

  private final ByteBuddy byteBuddy =
      new ByteBuddy(ClassFileVersion.JAVA_V8)
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(Implementation.Context.Disabled.Factory.INSTANCE);

  /**
   * Weaves the client's advice for one class.
   *
   * @param className one that the client claims
   * @param classFiles hold the bytes to weave under that name
   * @param prefix where shading moved the client
   */
  byte[] weave(Client client, String prefix, String className, ClassFiles classFiles) {
    TypeDescription type = pool(classFiles).describe(className.replace('/', '.')).resolve();
    DynamicType.Builder<?> woven = byteBuddy.decorate(type, classFiles);
    ClassFileLocator adviceFiles = new AdviceFiles(classFiles, client, prefix);
    TypePool advicePool = pool(adviceFiles);
    for (Hook hook : client.hooks) {
      if (className.equals(prefix + hook.className)) {
        ElementMatcher<NamedElement> method = ElementMatchers.named(hook.methodName);
        if (type.getDeclaredMethods().filter(method).isEmpty()) {
          throw new IllegalStateException(className + " came without " + hook.methodName);
        }
        TypeDescription advice = advicePool.describe(hook.adviceName.replace('/', '.')).resolve();
        woven = woven.visit(Advice.to(advice, adviceFiles).on(method));
      }
    }
    return woven.make().getBytes();
  }

  /**
   * Types that are only named stay unread: a client's methods name many, some of which the
   * application may not even have.
   */
  private static TypePool pool(ClassFileLocator classFiles) {
    return new TypePool.Default.WithLazyResolution(
        new TypePool.CacheProvider.Simple(), classFiles, TypePool.Default.ReaderMode.FAST);
  }
}
