package dev.whichhop.flows.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Every function that can be evaluated, by its name in any case. */
public final class FunctionCatalog {
  private static final Map<String, Function> BY_NAME = byName();

  private FunctionCatalog() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    functions.addAll(NumberFunctions.all());
    functions.addAll(TimeFunctions.all());
    functions.addAll(PeriodFunction.all());
    functions.addAll(GeneralFunctions.all());
    functions.addAll(TextFunctions.all());
    functions.addAll(CodingFunctions.all());
    functions.addAll(AddressFunctions.all());
    functions.addAll(Aggregates.all());
    return List.copyOf(functions);
  }

  private static Map<String, Function> byName() {
    Map<String, Function> functions = new HashMap<>();
    for (Function function : all()) {
      functions.put(function.name().toLowerCase(Locale.ROOT), function);
      function.aliases().forEach(alias -> functions.put(alias, function));
    }
    return functions;
  }

  public static Optional<Function> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Their names as the documentation spells them, to suggest one. */
  public static List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    BY_NAME.values().forEach(function -> names.add(function.name()));
    return List.copyOf(names);
  }
}
