package io.oauthcc.weave;

import java.io.IOException;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Byte Buddy's own {@link Advice}: what advice means is what it makes of it. */
final class ReferenceWeaver {

  private ReferenceWeaver() {}

  /** The class file with the client's advice in it. */
  static byte[] weave(Client client, String className, byte[] classFile, Files clientFiles) {
    ClassFileLocator files =
        new ClassFileLocator.Compound(
            new Locator(name -> name.equals(className) ? classFile : clientFiles.read(name)),
            new Locator(new ClassFiles(ReferenceWeaver.class.getClassLoader())::read));
    TypePool types =
        new TypePool.Default.WithLazyResolution(
            new TypePool.CacheProvider.Simple(), files, TypePool.Default.ReaderMode.FAST);
    TypeDescription type = types.describe(className.replace('/', '.')).resolve();
    ClassReader reader = OpenedClassReader.of(classFile);
    ClassWriter writer = new ClassWriter(reader, AsmVisitorWrapper.NO_FLAGS);
    ClassVisitor woven = writer;
    for (AdvisedMethod method : client.methods) {
      if (className.equals(method.className)) {
        TypeDescription advice = types.describe(method.adviceName.replace('/', '.')).resolve();
        woven =
            Advice.to(advice, files)
                .on(ElementMatchers.named(method.methodName))
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

  /** Where class files come from, by internal name; null for one that is not there. */
  interface Files {
    byte @Nullable [] read(String className) throws IOException;
  }

  private record Locator(Files files) implements ClassFileLocator {

    @Override
    public Resolution locate(String name) throws IOException {
      byte[] classFile = files.read(name.replace('.', '/'));
      return classFile == null ? new Resolution.Illegal(name) : new Resolution.Explicit(classFile);
    }

    @Override
    public void close() {}
  }
}
