//! Constraints, as one line each: quantity, bounds, unit.
//!
//! What was abstained from is there by its code: `!ambiguous-number`.

use ctgov::criteria;
use proptest::prelude::*;

/// The constraints of a text, and the codes of what was abstained from.
fn read(text: &str) -> Vec<String> {
    let criteria = criteria::parse(text);
    let constraints = criteria.items().flat_map(|(_, _, item)| &item.constraints).map(ToString::to_string);
    let codes = ["ambiguous-number", "unit-mismatch", "implausible-value", "unread-comparison"];
    let doubts = criteria.diagnostics.iter().filter(|diagnostic| codes.contains(&diagnostic.code.as_str()));
    constraints.chain(doubts.map(|diagnostic| format!("!{}", diagnostic.code))).collect()
}

/// Each text with what is read from it.
#[track_caller]
fn assert_read(table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let found = read(text);
            (found != *expected).then(|| format!("{text}\n  expected {expected:?}\n  found    {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn comparators() {
    assert_read(&[
        ("Age ≥ 18 years", &["age >= 18 a"]),
        ("Age \\>= 18 years", &["age >= 18 a"]),
        ("Age => 18 years", &["age >= 18 a"]),
        ("Age >18 years", &["age > 18 a"]),
        ("Age > or = 18 years", &["age >= 18 a"]),
        ("Age ≥ or equal to 18 years", &["age >= 18 a"]),
        ("At least 18 years old", &["age >= 18 a"]),
        ("Aged 18 years or older", &["age >= 18 a"]),
        ("18 years of age and above", &["age >= 18 a"]),
        ("18+ years", &["age >= 18 a"]),
        ("Minimum age of 18 years", &["age >= 18 a"]),
        ("Age greater than or equal to (\\>=) 18 years", &["age >= 18 a"]),
        ("Age equal to or greater than 18 years", &["age >= 18 a"]),
        ("Not less than 18 years of age", &["age >= 18 a"]),
        ("Hemoglobin at or above 9 g/dL", &["hemoglobin >= 9 g/dL"]),
        ("Over 18 years of age", &["age > 18 a"]),
        ("Older than 65 years", &["age > 65 a"]),
        ("Age above 65", &["age > 65"]),
        ("More than 18 years old", &["age > 18 a"]),
        ("Age =< 75 years", &["age <= 75 a"]),
        ("Up to 75 years of age", &["age <= 75 a"]),
        ("No more than 75 years old", &["age <= 75 a"]),
        ("75 years or younger", &["age <= 75 a"]),
        ("Maximum age 75 years", &["age <= 75 a"]),
        ("Not older than 75 years", &["age <= 75 a"]),
        ("Under 18 years of age", &["age < 18 a"]),
        ("Below the age of 18", &["age < 18"]),
        ("Age less than 18 years", &["age < 18 a"]),
        ("145 ≤ SBP", &["systolic blood pressure >= 145"]),
        ("3.1 pmol/L ≤ free tea factor ≤ 6.8 pmol/L", &["free tea factor [3.1, 6.8] pmol/L"]),
        ("No platelet count more than 8", &["platelets <= 8"]),
        ("No ECOG > 1", &["ECOG performance status <= 1"]),
        ("ECOG not more than 2", &["ECOG performance status <= 2"]),
    ]);
}

#[test]
fn ranges() {
    assert_read(&[
        ("Age 18-65 years", &["age [18, 65] a"]),
        ("Aged 18 to 65 years", &["age [18, 65] a"]),
        ("Between 18 and 65 years of age", &["age [18, 65] a"]),
        ("Between the ages of 18 and 65", &["age [18, 65]"]),
        ("Age 18~65 years old", &["age [18, 65] a"]),
        ("6 months to 17 years", &["age [6 mo, 17 a]"]),
        ("Age ≥ 18 and ≤ 75 years", &["age [18, 75] a"]),
        ("≥ 18 years of age and < 75 years", &["age [18, 75) a"]),
        ("18 years or older and under 65 years", &["age [18, 65) a"]),
        ("Men or women ages 19 and over, under 75 years of age", &["age [19, 75) a"]),
        ("BMI 18.5–30 kg/m²", &["BMI [18.5, 30] kg/m2"]),
        ("18 kg/m2 ≤ BMI ≤ 30 kg/m2", &["BMI [18, 30] kg/m2"]),
        ("HbA1c between 7.0% and 10.0%", &["HbA1c [7, 10] %"]),
        ("Glucose < 70 or > 200 mg/dL", &["glucose < 70 mg/dL", "glucose > 200 mg/dL"]),
        ("Temperature 36.5 ± 0.5 °C", &["body temperature [36, 37] Cel"]),
        ("T-score between -2.5 and -1.0", &["T-score [-2.5, -1]"]),
        ("Aged 12 to less than 18 years", &["age [12, 18) a"]),
        ("Minors (< 18 years)", &["age < 18 a"]),
        ("65+ years old", &["age >= 65 a"]),
        ("Patients without QTc > 450 ms", &["QTc <= 450 ms"]),
        ("Absence of QTc > 450 ms", &["QTc <= 450 ms"]),
        ("Able to carry out 3-5 visits", &["COUNT visits [3, 5]"]),
    ]);
}

#[test]
fn values() {
    assert_read(&[
        ("Platelets ≥ 100,000/mm3", &["platelets >= 100000 /mm3"]),
        ("Platelets ≥ 100 000/mm3", &["platelets >= 100000 /mm3"]),
        ("Platelets ≥ 100 x 10\\^9/L", &["platelets >= 100 10*9/L"]),
        ("ANC ≥ 1.5 × 10⁹/L", &["neutrophils >= 1.5 10*9/L"]),
        ("ANC ≥ 1.5 x 109/L", &["neutrophils >= 1.5 10*9/L"]),
        ("ANC ≥ 1.5x109 /L", &["neutrophils >= 1.5 10*9/L"]),
        ("ANC ≥ 1.5 x 10(9)/L", &["neutrophils >= 1.5 10*9/L"]),
        ("ANC ≥ 1.5 x 10E9/L", &["neutrophils >= 1.5 10*9/L"]),
        ("WBC ≥ 3.0 x 10^3/µL", &["leukocytes >= 3 10*3/uL"]),
        ("ANC ≥ 1500 per microliter", &["neutrophils >= 1500 /uL"]),
        ("ANC ≥ 1500 cells/mm3", &["neutrophils >= 1500 /mm3"]),
        ("Platelets ≥ 100 G/L", &["platelets >= 100 10*9/L"]),
        ("Platelets ≥ 100 K/uL", &["platelets >= 100 10*3/uL"]),
        ("HBV DNA < 2 million IU/mL", &["HBV DNA < 2000000 [IU]/mL"]),
        ("INR 7,8", &[]),
        ("INR > 7,8", &["!ambiguous-number"]),
        ("Platelets <50.000 /mmc", &["!ambiguous-number"]),
        ("Bilirubin > 2N", &["!ambiguous-number"]),
        ("Pain of 4/10 or more", &["pain score >= 4"]),
        ("At least two (2) relapses", &["COUNT relapses >= 2"]),
        ("HIV RNA < 50 copies/mL", &["HIV RNA < 50 /mL"]),
        ("HIV RNA > 3 log10 copies/mL", &["!unit-mismatch"]),
    ]);
}

#[test]
fn limits_of_normal() {
    assert_read(&[
        ("AST and ALT ≤ 2.5 × ULN", &["AST <= 2.5 × ULN", "ALT <= 2.5 × ULN"]),
        ("AST > twice the upper limit of normal", &["AST > 2 × ULN"]),
        ("Total bilirubin ≤ 1.5 times the institutional upper limit of normal (ULN)", &["bilirubin <= 1.5 × ULN"]),
        ("Serum AST values greater than 5 times the upper normal range", &["AST > 5 × ULN"]),
        ("Creatinine > ULN", &["creatinine > 1 × ULN"]),
        ("Creatinine ≤ ULN x 1.5", &["creatinine <= 1.5 × ULN"]),
        ("LVEF below the lower limit of normal", &["LVEF < 1 × LLN"]),
        ("LVEF less than 50% or the lower limit of the normal value", &["LVEF < 50 %"]),
        ("Prothrombin time > ULN+4 seconds", &["!unread-comparison"]),
        (
            "AST (SGOT) and ALT (SGPT) ≤ 3 x ULN (≤ 5 x ULN if liver metastases are present)",
            &[
                "AST <= 3 × ULN",
                "ALT <= 3 × ULN",
                "AST <= 5 × ULN {if liver metastases are present}",
                "ALT <= 5 × ULN {if liver metastases are present}",
            ],
        ),
        (
            "ALT, AST and alkaline phosphatase ≤ 2.5 x ULN",
            &["ALT <= 2.5 × ULN", "AST <= 2.5 × ULN", "ALP <= 2.5 × ULN"],
        ),
        ("Creatinine ≥ 2 times baseline", &["creatinine >= 2 × baseline"]),
        ("Dogs (CAT, ALT ≥ 3xUNL)", &["ALT >= 3 × ULN"]),
    ]);
}

#[test]
fn pressures() {
    assert_read(&[
        ("BP > 140/90", &["systolic blood pressure > 140", "diastolic blood pressure > 90"]),
        (
            "Uncontrolled hypertension (≥ 160/100 mmHg)",
            &["systolic blood pressure >= 160 mm[Hg]", "diastolic blood pressure >= 100 mm[Hg]"],
        ),
        (
            "Hypertension (systolic blood pressure > 160 or < 90 mmHg)",
            &["systolic blood pressure > 160 mm[Hg]", "systolic blood pressure < 90 mm[Hg]"],
        ),
        (
            "Blood pressure > 150 mmHg systolic or > 100 mmHg diastolic",
            &["systolic blood pressure > 150 mm[Hg]", "diastolic blood pressure > 100 mm[Hg]"],
        ),
        (
            "SBP > 180 and/or DBP > 110 mmHg",
            &["systolic blood pressure > 180 mm[Hg]", "diastolic blood pressure > 110 mm[Hg]"],
        ),
        (
            "Systolic blood pressure > 160 or hemoglobin < 9 g/dL",
            &["systolic blood pressure > 160", "hemoglobin < 9 g/dL"],
        ),
        ("Heart rate > 100 or DBP > 110 mmHg", &["heart rate > 100", "diastolic blood pressure > 110 mm[Hg]"]),
    ]);
}

#[test]
fn scores_and_classes() {
    assert_read(&[
        ("ECOG 0-1", &["ECOG performance status [0, 1]"]),
        ("ECOG performance status of 0 or 1", &["ECOG performance status [0, 1]"]),
        ("ECOG 0, 1 or 2", &["ECOG performance status [0, 2]"]),
        ("ECOG 0,1", &["ECOG performance status [0, 1]"]),
        ("Eastern Cooperative Oncology Group (ECOG) performance status ≤ 2", &["ECOG performance status <= 2"]),
        ("ECOG 2 or better", &["ECOG performance status <= 2"]),
        ("Karnofsky performance status of at least 70%", &["Karnofsky performance status >= 70 %"]),
        ("Karnofsky 70 or better", &["Karnofsky performance status >= 70"]),
        ("ASA I, II, III", &["ASA class [1, 3]"]),
        ("ASA 5", &["ASA class [5, 5]"]),
        ("NYHA III or IV", &["NYHA class [3, 4]"]),
        ("New York Heart Association (NYHA) class II-IV", &["NYHA class [2, 4]"]),
        ("NYHA class ≥ II", &["NYHA class >= 2"]),
        ("Class III or IV heart failure (NYHA)", &["NYHA class [3, 4]"]),
        ("Child-Pugh A", &["Child-Pugh class [A, A]"]),
        ("Child-Pugh class A or B", &["Child-Pugh class [A, B]"]),
        ("Child-Pugh score ≤ 7", &["Child-Pugh score <= 7"]),
        ("MMSE ≥ 24/30", &["MMSE >= 24"]),
        ("Score of 24 or more on the MMSE", &["MMSE >= 24"]),
        ("HAM-D score of at least 18", &["HAM-D >= 18"]),
        ("Gleason score 7 or higher", &["Gleason score >= 7"]),
        ("Any toxicity > Grade 1", &["grade > 1"]),
        ("Grade 2 neuropathy", &[]),
        ("Grade 2 or higher neuropathy", &["grade >= 2"]),
        ("Thirst Index (TI-5) ≥ 7", &["Thirst Index (TI-5) >= 7"]),
        ("Back pain of at least 40 mm and not more than 90 mm", &["pain score [40, 90] mm"]),
        ("VAS score of ≥ 4 (0-10 cm scale)", &["VAS >= 4", "!unread-comparison"]),
        ("IIEF-EF score ≥11 up to ≤25 while taking tea", &["IIEF-EF [11, 25]"]),
        ("Minimum IIEF-EF score of 11-16", &["IIEF-EF [11, 16]"]),
        ("Low mood (defined as greater than or equal to 10 on the TQX-8)", &["TQX-8 >= 10"]),
    ]);
}

#[test]
fn own_quantities_of_time() {
    assert_read(&[
        ("Life expectancy ≥ 3 months", &["life expectancy >= 3 mo"]),
        ("Life expectancy of at least 12 weeks", &["life expectancy >= 12 wk"]),
        ("Expected survival of more than 6 months", &["life expectancy > 6 mo"]),
        ("At least 3 months life expectancy", &["life expectancy >= 3 mo"]),
        ("Gestational age between 24 and 32 weeks", &["gestational age [24, 32] wk"]),
        ("37 weeks of gestation or more", &["gestational age >= 37 wk"]),
        ("Menstrual cycle length of 24-35 days", &["menstrual cycle length [24, 35] d"]),
        ("QTc > 450 ms", &["QTc > 450 ms"]),
        ("QTc interval in resting electrocardiogram greater than 500 msec", &["QTc > 500 ms"]),
    ]);
}

#[test]
fn conditions_and_equivalents() {
    assert_read(&[
        ("QTc > 470 ms (women)", &["QTc > 470 ms {women}"]),
        ("QTc > 450 ms for men or > 470 ms for women", &["QTc > 450 ms {for men}", "QTc > 470 ms {for women}"]),
        ("Weight: male ≥ 50 kg, female ≥ 45 kg", &["weight >= 50 kg {male}", "weight >= 45 kg {female}"]),
        ("Hemoglobin ≥ 9 g/dL (90 g/L)", &["hemoglobin >= 9 g/dL = >= 90 g/L"]),
        ("HbA1c 7.0-10.0 % (53-86 mmol/mol)", &["HbA1c [7, 10] % = [53, 86] mmol/mol"]),
        ("Fever > 38 °C (100.4 °F)", &["body temperature > 38 Cel = > 100.4 [degF]"]),
        (
            "Creatinine ≤ 1.5 mg/dL (133 µmol/L) or creatinine clearance ≥ 60 mL/min",
            &["creatinine <= 1.5 mg/dL = <= 133 umol/L", "creatinine clearance >= 60 mL/min"],
        ),
        ("Creatinine ≤ 1.5 mg/dL (200 µmol/L)", &["creatinine <= 1.5 mg/dL"]),
        (
            "Women: hemoglobin ≥ 12 g/dL; men: ≥ 13 g/dL",
            &["hemoglobin >= 12 g/dL {Women}", "hemoglobin >= 13 g/dL {men}"],
        ),
        ("QTc (male: > 450 ms, female: > 470 ms)", &["QTc > 450 ms {male}", "QTc > 470 ms {female}"]),
        ("Men and women: weight ≥ 50 kg", &["weight >= 50 kg"]),
    ]);
}

#[test]
fn windows_doses_counts() {
    assert_read(&[
        ("No surgery within 4 weeks", &["WINDOW <= 4 wk"]),
        ("Thirst in the last 6 months", &["WINDOW <= 6 mo"]),
        ("Diabetes for more than 2 years", &["WINDOW > 2 a"]),
        ("Symptoms lasting longer than 3 months", &["WINDOW > 3 mo"]),
        ("More than 10 mg/day of prednisone", &["DOSE prednisone > 10 mg/d"]),
        ("Prednisone > 10 mg/day", &["DOSE Prednisone > 10 mg/d"]),
        ("Prior radiotherapy > 50 Gy", &["DOSE Prior radiotherapy > 50 Gy"]),
        ("At least 2 prior lines of therapy", &["COUNT prior lines >= 2"]),
        ("More than 5 lesions", &["COUNT lesions > 5"]),
        ("At least 4 of the following", &["COUNT >= 4"]),
        ("More than twice a week", &["COUNT > 2 /wk"]),
        ("Uses the app for at least 10 minutes per day", &["WINDOW >= 10 min/d"]),
        ("Study drugs within 5 half-lives", &["WINDOW <= 5 {half-lives}"]),
        ("Enrolled from September 2017 or later", &["!unread-comparison"]),
        ("Minimum 60% of participants have tea", &["!unread-comparison"]),
    ]);
}

#[test]
fn neighbours() {
    assert_read(&[
        ("Hemoglobin > 9 g/dL and no transfusion within 7 days", &["hemoglobin > 9 g/dL", "WINDOW <= 7 d"]),
        ("Platelets, without transfusion, ≥ 100,000/mm3", &["platelets >= 100000 /mm3"]),
        (
            "CRP > 35 mg/L Ferritin > 500 ng/mL D-dimer > 1 mg/L",
            &["CRP > 35 mg/L", "ferritin > 500 ng/mL", "D-dimer > 1 mg/L"],
        ),
        ("Neutrophil-Lymphocyte Ratio > 4 LDH > 200 U/L", &["Neutrophil-Lymphocyte Ratio > 4", "LDH > 200 U/L"]),
        ("Creatinine clearance by the Cockcroft-Gault formula ≥ 60 mL/min", &["creatinine clearance >= 60 mL/min"]),
        ("PSA doubling time ≤ 6 months", &["WINDOW <= 6 mo"]),
        ("A decrease in SBP > 20 mmHg", &["decrease in SBP > 20 mm[Hg]"]),
        ("Weight loss > 10%", &["Weight loss > 10 %"]),
        ("Anemia (hemoglobin < 9 g/dL)", &["hemoglobin < 9 g/dL"]),
        ("Neutropenia (< 1,500/mm3)", &["neutrophils < 1500 /mm3"]),
        ("Severe thirst (> 5)", &["!unread-comparison"]),
        ("Consumption of > 14 alcoholic drinks/week", &["alcohol > 14 {drinks}/wk"]),
        ("Smokes more than 10 cigarettes per day", &["tobacco > 10 {cigarettes}/d"]),
        ("20 pack-years or more of smoking", &["tobacco >= 20 {pack-years}"]),
        ("Adults (18-65 years)", &["age [18, 65] a"]),
        ("Adults over 18", &["age > 18"]),
        ("Diabetes over 5 years", &["WINDOW > 5 a"]),
        ("≥ 50% of attempts", &["attempts >= 50 %"]),
        ("Hemoglobin > 9 mmHg", &["!unit-mismatch"]),
        ("Platelets > 100 x 10^3/L", &["!implausible-value"]),
        ("Testosterone < 300 mg/dL", &["!implausible-value"]),
        ("iOS 13 or higher", &["!unread-comparison"]),
        ("Calcium > 500 mg/day", &["DOSE calcium > 500 mg/d"]),
        ("Height > 3 m", &["!implausible-value"]),
        ("CYP3A4, HER2, CD20, Day 1, Phase 3, Type 2", &[]),
    ]);
}

/// What testers found that was read wrong.
#[test]
fn what_is_something_else() {
    assert_read(&[
        ("AST/ALT ratio > 2", &["AST/ALT ratio > 2"]),
        ("Ratio of FEV1 to FVC < 70%", &["Ratio of FEV1 to FVC < 70 %"]),
        ("Spot urine protein:creatinine ratio ≥ 0.3", &["urine protein:creatinine ratio >= 0.3"]),
        ("Urine creatinine < 20 mg/dL", &["Urine creatinine < 20 mg/dL"]),
        ("DAS28(ESR) > 5.1", &["DAS28 > 5.1"]),
        ("Donor age < 60 years", &["Donor age < 60 a"]),
        ("Caregiver at least 21 years old", &["caregiver age >= 21 a"]),
        ("Postmenopausal for at least 2 years", &["WINDOW >= 2 a"]),
        ("Must not have an ECOG > 2", &["ECOG performance status <= 2"]),
        ("Patients should not weigh more than 120 kg", &["weight <= 120 kg"]),
        ("No anemia (Hb < 10 g/dL)", &["hemoglobin < 10 g/dL"]),
        ("No fever (≥ 38.5 °C) within 7 days", &["body temperature >= 38.5 Cel", "WINDOW <= 7 d"]),
        ("Heart rate not between 50 and 100 bpm", &["!unread-comparison"]),
        ("Child-Pugh B or worse", &["Child-Pugh class >= B"]),
        ("Child-Pugh class A or B7", &[]),
        ("HER2 IHC 2+ and FISH positive", &[]),
        ("Gleason score ≥ 4+3", &["!ambiguous-number"]),
        ("Pain score ≥ 4 on a 0-10 numeric rating scale", &["pain score >= 4", "!unread-comparison"]),
        ("ALT 3 times above ULN", &["!ambiguous-number"]),
        ("Testosterone > 25% below the lower limit of normal", &["!ambiguous-number", "!ambiguous-number"]),
        ("Prothrombin time < 4 seconds above control", &["!ambiguous-number"]),
        ("1 year ± 2 months", &[]),
        ("At least one hundred fifty cups", &[]),
        ("Age 1-2-3 years", &[]),
        ("Height < 5 feet 2 inches", &["!ambiguous-number"]),
        ("Up to three prior therapies", &["COUNT prior therapies <= 3"]),
        ("Under twelve years of age", &["age < 12 a"]),
        ("Aged 12 years to 17 years 11 months", &["!ambiguous-number"]),
        ("Male or female 18 years of age or older", &["age >= 18 a"]),
        ("Age > 18 to 65", &["age (18, 65]"]),
        ("ALT ≥ 1.5 and ≤ 10 × ULN", &["ALT [1.5, 10] × ULN"]),
        ("At least 18 years but not more than 80 years old", &["age [18, 80] a"]),
        ("Between 24 and 34 weeks' gestation", &["gestational age [24, 34] wk"]),
        ("Alcohol > 14 units per week", &["alcohol > 14 {alcohol_units}/wk"]),
        ("HBV DNA > 10^5 copies/mL", &["HBV DNA > 100000 /mL"]),
        ("Weight > 10 wheels", &["!unit-mismatch"]),
        ("Hemoglobin < 9 drops and fever", &["!unit-mismatch"]),
        ("Hemoglobin > 9 transfused", &["hemoglobin > 9"]),
        ("Weight > 10 stone", &["weight > 10 [stone_av]"]),
        ("Pulmonary vascular resistance > 3 Wood units", &["pulmonary vascular resistance > 3 [wood'U]"]),
        ("Glucose > 100 milligrams percent", &["glucose > 100 mg/dL"]),
        ("Drift index < 0, 75", &["!ambiguous-number"]),
        ("Platelets less than one hundred thousand per microliter", &[]),
        ("Pressure of 140 over 90 or higher", &["!unread-comparison"]),
        ("Willing to keep 5 visits over 12 weeks", &["!unread-comparison"]),
        ("Urine protein ≥ 2+", &["!ambiguous-number"]),
        ("QTc out of the range 340-450 ms", &["!unread-comparison"]),
        ("AST more than one and a half times", &[]),
        ("NRS (0-10) score of at least 4", &["NRS >= 4", "!unread-comparison"]),
        ("Cardiac index < 2.2 L/min/m2", &["Cardiac index < 2.2 L/min/m2"]),
        ("Post-bronchodilator FEV1/FVC < 0.70", &["FEV1/FVC < 0.7"]),
    ]);
}

/// A lead-in names what its items bound.
#[test]
fn from_the_item_above() {
    assert_read(&[
        (
            "* Hemoglobin:\n  * ≥ 9 g/dL\n  * at least 8 g/dL for women",
            &["hemoglobin >= 9 g/dL", "hemoglobin >= 8 g/dL {for women}"],
        ),
        ("* Age:\n  * 18 and over", &["age >= 18"]),
        ("* AST and ALT:\n  * ≤ 2.5 × ULN", &["AST <= 2.5 × ULN", "ALT <= 2.5 × ULN"]),
        ("* Drinks:\n  * > 9", &["!unread-comparison"]),
    ]);
}

/// Places are those of the raw text, through escapes, entities, wraps and notes.
#[test]
fn places() {
    let text = "1. ANC \\>= 1.5 x\n   10\\^9/L, &lt; 5 ng/mL of ferritin\n\n   Patients: age &#8805; 18 years";
    let criteria = criteria::parse(text);
    let found: Vec<_> = criteria.items().flat_map(|(_, _, item)| &item.constraints).collect();
    let shown: Vec<_> =
        found.iter().map(|constraint| (constraint.to_string(), &text[constraint.span.range()])).collect();
    assert_eq!(
        shown,
        [
            ("neutrophils >= 1.5 10*9/L".to_owned(), "\\>= 1.5 x\n   10\\^9/L"),
            ("ferritin < 5 ng/mL".to_owned(), "&lt; 5 ng/mL"),
            ("age >= 18 a".to_owned(), "&#8805; 18 years"),
        ]
    );
}

#[test]
fn conversion() {
    let canonical = |text: &str| {
        let criteria = criteria::parse(text);
        let (_, _, item) = criteria.items().next().unwrap();
        item.constraints[0].to_canonical().map(|constraint| constraint.to_string())
    };
    let table = [
        ("Platelets ≥ 100,000/mm3", Some("platelets >= 100 10*9/L")),
        ("Hemoglobin ≥ 90 g/L", Some("hemoglobin >= 9 g/dL")),
        ("Glucose > 10 mmol/L", Some("glucose > 180.156 mg/dL")),
        ("Creatinine ≤ 113.12 µmol/L", Some("creatinine <= 1.27961344 mg/dL")),
        ("Temperature > 100.4 °F", Some("body temperature > 38 Cel")),
        ("HbA1c < 53 mmol/mol", Some("HbA1c < 7.00044 %")),
        ("Aged 6 months to 17 years", Some("age [0.5, 17] a")),
        // No unit, no quantity of the table, a multiple.
        ("Hemoglobin ≥ 9", None),
        ("Tea factor > 9 g/dL", None),
        ("AST > 3 × ULN", None),
    ];
    for (text, expected) in table {
        assert_eq!(canonical(text).as_deref(), expected, "{text}");
    }
}

proptest! {
    /// A bound on a quantity of the table is the number, the comparator and the unit that its text says, at their place.
    #[test]
    fn values_with_units(
        whole in prop_oneof![0..20u32, 0..400u32, 0..100_000u32],
        tenths in proptest::option::of(0..10u8),
        (sign, is_lower, inclusive) in proptest::sample::select(SIGNS.to_vec()),
        (quantity, words, ucum) in proptest::sample::select(UNITS.to_vec()),
        marker in proptest::sample::select(vec!["", "* ", "1. ", "- "]),
    ) {
        let number = whole.to_string() + &tenths.map(|tenths| format!(".{tenths}")).unwrap_or_default();
        let said = format!("{sign} {number} {words}");
        let text = format!("{marker}{quantity} {said}");
        let criteria = criteria::parse(&text);
        let found: Vec<_> = criteria.items().flat_map(|(_, _, item)| &item.constraints).collect();
        if found.is_empty() {
            // No one has 351 g/dL of hemoglobin.
            let is_said = criteria.diagnostics.iter().any(|diagnostic| diagnostic.code.as_str() == "implausible-value");
            prop_assert!(is_said, "{:?}", text);
            return Ok(());
        }
        prop_assert_eq!(found.len(), 1, "{:?}: {:?}", text, found);
        let (end, other) = match is_lower {
            true => (&found[0].lower, &found[0].upper),
            false => (&found[0].upper, &found[0].lower),
        };
        let end = end.as_ref().ok_or_else(|| TestCaseError::fail(text.clone()))?;
        prop_assert_eq!((end.value.as_f64(), end.inclusive), (number.parse().ok(), inclusive), "{:?}", text);
        prop_assert!(other.is_none(), "{:?}", text);
        prop_assert_eq!(found[0].unit.as_ref().map(|unit| unit.as_str()), Some(ucum), "{:?}", text);
        prop_assert_eq!(&text[found[0].span.range()], said);
        // In the canonical unit it is the same bound, and is there already.
        if let Some(canonical) = found[0].to_canonical() {
            prop_assert_eq!(canonical.to_canonical().map(|again| again.to_string()), Some(canonical.to_string()), "{:?}", text);
        }
    }
}

/// A comparator, whether it is of the lower end, and whether the end is in.
const SIGNS: [(&str, bool, bool); 10] = [
    ("≥", true, true),
    (">=", true, true),
    ("\\>=", true, true),
    ("at least", true, true),
    (">", true, false),
    ("more than", true, false),
    ("≤", false, true),
    ("up to", false, true),
    ("<", false, false),
    ("less than", false, false),
];

/// A quantity, a unit as texts write it, and as UCUM does.
const UNITS: [(&str, &str, &str); 12] = [
    ("Hemoglobin", "g/dL", "g/dL"),
    ("Hemoglobin", "g/L", "g/L"),
    ("Platelets", "x 10^9/L", "10*9/L"),
    ("Platelets", "/mm3", "/mm3"),
    ("Creatinine", "mg/dL", "mg/dL"),
    ("Creatinine", "µmol/L", "umol/L"),
    ("BMI", "kg/m2", "kg/m2"),
    ("Systolic blood pressure", "mmHg", "mm[Hg]"),
    ("QTc", "ms", "ms"),
    ("Age", "years", "a"),
    ("LVEF", "%", "%"),
    ("Weight", "kg", "kg"),
];
