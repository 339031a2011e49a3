using System.Globalization;

namespace EventSinks.Policies;

/// <summary>Which values an option may have: a range of numbers, or some values. An option without a value is outside of either. Immutable.</summary>
/// <remarks>Of a list as an option, each entry is held to it.</remarks>
public sealed record OptionLimit
{
    /// <summary>Gets the least number that is allowed.</summary>
    /// <value>The default is null: no least.</value>
    public decimal? Minimum { get; init; }

    /// <summary>Gets the greatest number that is allowed.</summary>
    /// <value>The default is null: no greatest.</value>
    public decimal? Maximum { get; init; }

    /// <summary>Gets the values that are allowed, as users write them; case counts. Excludes a range.</summary>
    /// <value>The default is null: a range counts instead.</value>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Makes a limit of numbers.</summary>
    /// <param name="minimum">The least; null for none.</param>
    /// <param name="maximum">The greatest; null for none.</param>
    /// <returns>The limit.</returns>
    public static OptionLimit Range(decimal? minimum, decimal? maximum) => new() { Minimum = minimum, Maximum = maximum };

    /// <summary>Makes a limit of values.</summary>
    /// <param name="values">The values.</param>
    /// <returns>The limit.</returns>
    public static OptionLimit OneOf(params string[] values) => new() { Values = values };

    /// <summary>Says what is allowed.</summary>
    /// <returns>For instance <c>60 to 3600</c>.</returns>
    public override string ToString() => this switch
    {
        { Values: { } values } => string.Join(" or ", values.Select(static value => $"\"{value}\"")),
        { Minimum: { } minimum, Maximum: { } maximum } => string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}"),
        { Minimum: { } minimum } => string.Create(CultureInfo.InvariantCulture, $"{minimum} or more"),
        { Maximum: { } maximum } => string.Create(CultureInfo.InvariantCulture, $"{maximum} or less"),
        _ => "anything",
    };

    internal string? FindFault() => this switch
    {
        { Values: not null } when Minimum is not null || Maximum is not null => "is either a range or some values, not both",
        { Values.Count: 0 } => "allows no value at all; deny the sink type instead",
        { Values: null, Minimum: null, Maximum: null } => "says nothing; expected a range such as 60..3600, or a list of values",
        _ when Minimum > Maximum => string.Create(CultureInfo.InvariantCulture, $"has the least value {Minimum} above the greatest, {Maximum}"),
        _ => null,
    };

    internal bool Allows(decimal number) => !(number < Minimum) && !(number > Maximum);
}
