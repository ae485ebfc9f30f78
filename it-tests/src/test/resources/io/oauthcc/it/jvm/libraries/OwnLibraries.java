import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.instrument.Instrumentation;
import java.net.HttpURLConnection;
import java.net.URL;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.impl.StaticLoggerBinder;

/** With an old Jackson, an old SLF4J and an old Byte Buddy of its own, as an agent even. */
public final class OwnLibraries {
  public static void premain(String arguments, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .type(ElementMatchers.named("OwnLibraries$Greeter"))
        .transform(
            (builder, type, loader, module) ->
                builder
                    .method(ElementMatchers.named("greet"))
                    .intercept(FixedValue.value("woven by its own Byte Buddy")))
        .installOn(instrumentation);
  }

  public static void main(String[] args) throws Exception {
    Class<?>[] own = {ObjectMapper.class, Logger.class, StaticLoggerBinder.class, ByteBuddy.class};
    for (int i = 0; i < 2; i++) {
      for (Class<?> each : own) {
        String from = each.getProtectionDomain().getCodeSource().getLocation().getPath();
        System.out.println(each.getName() + " of " + from.substring(from.lastIndexOf('/') + 1));
      }
      LoggerFactory.getLogger("own").debug("its own log, {}", i);
      System.out.println(new ObjectMapper().readTree("{\"a\":[1,2]}").get("a").get(1));
      System.out.println(new Greeter().greet());
      Object made =
          new ByteBuddy()
              .subclass(Object.class)
              .method(ElementMatchers.named("toString"))
              .intercept(FixedValue.value("made by its own Byte Buddy"))
              .make()
              .load(OwnLibraries.class.getClassLoader())
              .getLoaded()
              .getDeclaredConstructor()
              .newInstance();
      System.out.println(made);
      System.out.println(((HttpURLConnection) new URL(args[0]).openConnection()).getResponseCode());
    }
  }

  static final class Greeter {
    String greet() {
      return "not woven";
    }
  }
}
