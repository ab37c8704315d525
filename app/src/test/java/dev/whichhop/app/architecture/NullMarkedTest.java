package dev.whichhop.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// NullAway looks only at packages whose `package-info.java` says `@NullMarked`; one without it
/// would be unchecked in silence.
class NullMarkedTest {
  @Test
  void everyPackageIsNullMarked() {
    Set<JavaPackage> packages =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.whichhop")
                .stream()
                .map(JavaClass::getPackage)
                .collect(Collectors.toSet());

    Set<String> unmarked =
        packages.stream()
            .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages).as("packages found").isNotEmpty();
    assertThat(unmarked).as("packages without a @NullMarked package-info.java").isEmpty();
  }
}
