package io.oauthcc.weave;

import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.NamedElement;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Inlines advice into class files, without loading the classes they are about.
 *
 * <p>Advice is put between a reader and a writer directly. {@code ByteBuddy.decorate} does the same
 * by way of a type builder, whose classes would be loaded in the first request.
 */
final class Weaver {

  /**
   * Weaves the client's advice for one class.
   *
   * @param className one that the client claims
   * @param classFile its bytes
   * @param classFiles the classes it names
   * @param prefix where shading moved the client
   * @throws IllegalStateException if the bytes lack a method that is to be woven
   */
  byte[] weave(
      Client client, String prefix, String className, byte[] classFile, ClassFiles classFiles) {
    TypePool types = pool(classFiles);
    TypeDescription type = types.describe(className.replace('/', '.')).resolve();
    ClassFileLocator adviceFiles = new AdviceFiles(classFiles, client, prefix);
    TypePool adviceTypes = pool(adviceFiles);
    ClassReader reader = OpenedClassReader.of(classFile);
    ClassWriter writer = new ClassWriter(reader, AsmVisitorWrapper.NO_FLAGS);
    ClassVisitor woven = writer;
    for (Hook hook : client.hooks) {
      if (className.equals(prefix + hook.className)) {
        ElementMatcher<NamedElement> method = ElementMatchers.named(hook.methodName);
        if (type.getDeclaredMethods().filter(method).isEmpty()) {
          throw new IllegalStateException(className + " came without " + hook.methodName);
        }
        TypeDescription advice = adviceTypes.describe(hook.adviceName.replace('/', '.')).resolve();
        woven =
            Advice.to(advice, adviceFiles)
                .on(method)
                .wrap(
                    type,
                    woven,
                    context(type, classFile),
                    types,
                    type.getDeclaredFields(),
                    type.getDeclaredMethods(),
                    AsmVisitorWrapper.NO_FLAGS,
                    AsmVisitorWrapper.NO_FLAGS);
      }
    }
    reader.accept(woven, AsmVisitorWrapper.NO_FLAGS);
    return writer.toByteArray();
  }

  /** One that adds no member to the class: a loaded class must keep its shape. */
  private static Implementation.Context context(TypeDescription type, byte[] classFile) {
    ClassFileVersion version = ClassFileVersion.ofClassFile(classFile);
    return Implementation.Context.Disabled.Factory.INSTANCE.make(
        type,
        new AuxiliaryType.NamingStrategy.Enumerating("unused"),
        TypeInitializer.None.INSTANCE,
        version,
        version,
        Implementation.Context.FrameGeneration.GENERATE);
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
