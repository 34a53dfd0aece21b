//! What the tables of `resultsSection.baselineCharacteristicsModule` and `resultsSection.outcomeMeasuresModule` share.

use crate::study::{ReportedValue, code::codes, record::record};

record! {
    /// A group of a table: the registry's `MeasureGroup`.
    pub struct MeasureGroup {
        /// The number that figures point to: `BG000` at the baseline, `OG000` for an outcome.
        pub id: Option<String> = "id",
        /// Its name.
        pub title: Option<String> = "title",
        /// What happened to it.
        pub description: Option<String> = "description",
    }
}

record! {
    /// How many were analysed: the registry's `Denom`.
    pub struct Denom {
        /// What is counted: `Participants`, or another unit such as eyes.
        pub units: Option<String> = "units",
        /// The counts, one for each group.
        pub counts: Vec<DenomCount> = "counts",
    }
}

record! {
    /// How many of a group were analysed: the registry's `DenomCount`.
    pub struct DenomCount {
        /// The number of the [`MeasureGroup`].
        pub group_id: Option<String> = "groupId",
        /// How many, in the [`Denom`]'s units.
        pub value: Option<ReportedValue> = "value",
    }
}

record! {
    /// A row of a measure, such as a point in time: the registry's `MeasureClass`.
    pub struct MeasureClass {
        /// Its name; absent where the measure has one row only.
        pub title: Option<String> = "title",
        /// How many were analysed, where that differs from the measure as a whole.
        pub denoms: Vec<Denom> = "denoms",
        /// The parts of the row; a row without parts has one without a title.
        pub categories: Vec<MeasureCategory> = "categories",
    }
}

record! {
    /// A part of a row that excludes the others, such as `Female`: the registry's `MeasureCategory`.
    pub struct MeasureCategory {
        /// Its name; absent where the row has one part only.
        pub title: Option<String> = "title",
        /// The figures, one for each group.
        pub measurements: Vec<Measurement> = "measurements",
    }
}

record! {
    /// The figure of a group: the registry's `Measurement`.
    ///
    /// Its kind and unit are those of the measure. A figure that could not be had reads `NA`, and the comment says
    /// why.
    pub struct Measurement {
        /// The number of the [`MeasureGroup`].
        pub group_id: Option<String> = "groupId",
        /// The figure.
        pub value: Option<ReportedValue> = "value",
        /// How far the figures lie apart, where one number tells it, as a standard deviation does.
        pub spread: Option<ReportedValue> = "spread",
        /// The lower end, where the spread is a range or an interval.
        pub lower_limit: Option<ReportedValue> = "lowerLimit",
        /// The upper end, where the spread is a range or an interval.
        pub upper_limit: Option<ReportedValue> = "upperLimit",
        /// More about the figure.
        pub comment: Option<String> = "comment",
    }
}

codes! {
    /// Kinds of figures: the registry's `MeasureParam`.
    pub enum MeasureParam {
        /// Geometric mean.
        GeometricMean = "GEOMETRIC_MEAN",
        /// Geometric mean, adjusted by a model.
        GeometricLeastSquaresMean = "GEOMETRIC_LEAST_SQUARES_MEAN",
        /// Mean, adjusted by a model.
        LeastSquaresMean = "LEAST_SQUARES_MEAN",
        /// Mean of the logarithms.
        LogMean = "LOG_MEAN",
        /// Mean.
        Mean = "MEAN",
        /// Median.
        Median = "MEDIAN",
        /// A number of any other kind, such as a rate or a percentage.
        Number = "NUMBER",
        /// How many participants.
        CountOfParticipants = "COUNT_OF_PARTICIPANTS",
        /// How many of another unit.
        CountOfUnits = "COUNT_OF_UNITS",
    }
}

codes! {
    /// Kinds of spread: the registry's `MeasureDispersionType`.
    pub enum MeasureDispersionType {
        /// Not applicable: the values are counts or numbers.
        Na = "NA",
        /// Standard deviation.
        StandardDeviation = "STANDARD_DEVIATION",
        /// Standard error.
        StandardError = "STANDARD_ERROR",
        /// First and third quartile.
        InterQuartileRange = "INTER_QUARTILE_RANGE",
        /// Least and greatest.
        FullRange = "FULL_RANGE",
        /// Confidence interval of 80 %.
        Confidence80 = "CONFIDENCE_80",
        /// Confidence interval of 90 %.
        Confidence90 = "CONFIDENCE_90",
        /// Confidence interval of 95 %.
        Confidence95 = "CONFIDENCE_95",
        /// Confidence interval of 97.5 %.
        Confidence975 = "CONFIDENCE_975",
        /// Confidence interval of 99 %.
        Confidence99 = "CONFIDENCE_99",
        /// Confidence interval of any other level.
        ConfidenceOther = "CONFIDENCE_OTHER",
        /// Geometric coefficient of variation.
        GeometricCoefficient = "GEOMETRIC_COEFFICIENT",
    }
}
