using EventSinks.Binding;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <summary>What came of reading one declaration.</summary>
/// <param name="Report">What the host says.</param>
/// <param name="Options">The options as the factory got them; null if it did not.</param>
internal sealed record BoundOptions(BindingReport Report, object? Options)
{
    public SinkDestination Destination => Report.Bindings.Count > 0
        ? Report.Bindings[0].Destination
        : throw new AssertionException($"The options that are said to be right cannot be bound: {string.Join("; ", Report.Diagnostics)}");

    public string Diagnostics => string.Join('\n', Report.Diagnostics);

    public object RequireOptions()
    {
        _ = Destination;
        return Options!;
    }

    /// <summary>Gives the texts of options that say that they are secret.</summary>
    public IEnumerable<string> SecretTexts() => Options is null
        ? []
        : Options.GetType().GetProperties()
            .Where(static property => property.IsDefined(typeof(SecretOptionAttribute), inherit: true) && property.GetIndexParameters().Length == 0)
            .SelectMany(property => Texts(property.GetValue(Options)))
            .Where(static text => text.Length > 0);

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IEnumerable<string> texts => texts,
        _ => [],
    };
}
