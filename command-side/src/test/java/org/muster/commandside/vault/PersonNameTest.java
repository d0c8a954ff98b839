package org.muster.commandside.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.commands.volunteer.PersonalData;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "Łukasz Testowy, Lukasz Testowy",
        "Jørgen Prøve, Jorgen Prove",
        "Đorđe Proba, Dorde Proba",
        "STRAẞE Müßig, strasse mussig",
        "Ångström Þór, angstrom thor",
        "İnci Işık, inci isik",
        "Юлия Пробная, Юлия ПРОБНАЯ",
        "Γιώργος Δοκιμή, ΓΙΩΡΓΟΣ ΔΟΚΙΜΗ",
        "محمد تجربة, مُحَمَّد تجربة",
        "Ｔａｒｏ Ｔｅｓｔ, Taro Test",
        "たろう テスト, タロウ てすと",
        "O’Neil-Test, O'Neil Test"
    })
    void spellings_of_one_name_are_equal(String one, String other) {
        assertThat(PersonName.normalized(one))
                .isEqualTo(PersonName.normalized(other))
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"Пётр Пробнов, Petr Probnov", "Γιώργος, Giorgos", "李 小龙, Li Xiaolong"})
    void scripts_meet_in_latin_letters(String one, String latin) {
        assertThat(PersonName.normalized(one).replace(" ", ""))
                .isEqualToIgnoringCase(PersonName.normalized(latin).replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "Solveig Fictional, solveig.fictional",
        "Solveig Fictional, FICTIONAL-1961",
        "Solveig Fictional, V7SFictional",
        "Solveig Fictional, unv_solveig",
        "Łukasz Testowy, LUKASZ-7",
        "Юлия Пробная, V-Probnaa-3",
        "Ana O’Neil-Test, oneil-7",
        "Kim Test Li, KIM85",
        "'Ana\u00a0Prove', PROVE.1"
    })
    void a_part_of_a_name_is_found_in_an_identifier(String name, String identifier) {
        assertThat(PersonName.isIn(identifier, person(name, null))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Solveig Fictional, SYN-000001",
        "Solveig Fictional, V-1A2B3C4D",
        "Solveig Fictional, 8d1f0a52-3f5e-4a3e-9a2f-0b6a5a0f7c11",
        "Kim Test, KIMBERLITE-7",
        "Li Xu, UN-LI-7",
        "S. A. T., SAT-7",
        "Synthetic Person SYN-000001, SYN-000001",
        "李 小龙, V-71"
    })
    void other_identifiers_name_nobody(String name, String identifier) {
        assertThat(PersonName.isIn(identifier, person(name, null))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"X 123-456, V-x123456, true", "X123456, 123456, false", "X1, X1-7, false", "X123456, V-x12-3456-7, true"
    })
    void so_is_the_number_of_a_passport(String passport, String identifier, boolean found) {
        assertThat(PersonName.isIn(identifier, person("Solveig Fictional", passport)))
                .isEqualTo(found);
    }

    private static PersonalData person(String name, String passport) {
        return new PersonalData(
                name, LocalDate.parse("1961-05-17"), Optional.ofNullable(passport), Optional.empty(), Optional.empty());
    }

    @Test
    void other_names_stay_apart() {
        assertThat(PersonName.normalized("Ana Test")).isNotEqualTo(PersonName.normalized("Anna Test"));
        assertThat(PersonName.normalized("Юлия")).isNotEqualTo(PersonName.normalized("Юрий"));
        assertThat(PersonName.normalized("Test Ana")).isNotEqualTo(PersonName.normalized("Ana Test"));
    }
}
