using System.Collections;
using System.Globalization;
using EventSinks.Environments;
using EventSinks.Policies;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Holds a user's declarations to the operator's policy, each on its own. Thread-safe.</summary>
internal sealed class PolicyCheck(SinkPolicyRules rules)
{
    private readonly WildcardPattern[] _allowed = [.. rules.Policy.AllowedSinkTypes.Select(static text => new WildcardPattern(text))];
    private readonly WildcardPattern[] _denied = [.. rules.Policy.DeniedSinkTypes.Select(static text => new WildcardPattern(text))];

    /// <summary>Says why a sink type may not be declared. Its plug-in is not even loaded then.</summary>
    /// <param name="type">The sink type.</param>
    /// <param name="others">The sink types that there are.</param>
    /// <returns>Why; null if it may.</returns>
    public string? FindTypeFault(string type, IEnumerable<string> others)
    {
        if (Allows(type))
        {
            return null;
        }

        string[] allowed = [.. others.Where(Allows).Order(StringComparer.Ordinal).Select(static other => $"\"{other}\"")];
        return $"the operator does not allow sink type \"{ShortText.Of(type)}\"; allowed are {(allowed.Length > 0 ? string.Join(", ", allowed) : "none")}";
    }

    /// <summary>Holds options to their limits, those that were left out as well: what they are then is what would be sent.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="options">Its options.</param>
    /// <param name="shape">What they are.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public void CheckOptions(SinkDeclaration declaration, object options, OptionsShape shape, List<Diagnostic> diagnostics)
    {
        foreach (var (key, limit) in rules.LimitsOf(declaration.Type))
        {
            if (shape.Find(key) is not { } property)
            {
                // To let it pass would leave the operator believing that something is limited.
                var hint = DidYouMean.Hint(key, [.. shape.Properties.Select(static each => each.Key)]);
                diagnostics.Add(Diagnostic.Error(
                    BindingDiagnosticCodes.PolicyDoesNotFit,
                    $"the operator's policy limits option \"{ShortText.Of(key)}\", which {declaration.Type} does not have: {hint}; only the operator can mend that",
                    declaration.File,
                    declaration.TypeSpan,
                    $"{declaration.Path}.{CommonKeys.Type}"));
            }
            else if (shape.ValueOf(property, options) is var value && !Allows(limit, value))
            {
                diagnostics.Add(RefuseValue(declaration, property, limit, value));
            }
        }
    }

    /// <summary>Holds a declaration to the hosts of its sink type, as far as it says where it leads to.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="destination">Where it leads to.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public void CheckHost(SinkDeclaration declaration, SinkDestination destination, List<Diagnostic> diagnostics)
    {
        if (destination.Endpoint is { } endpoint && rules.HostsOf(declaration.Type) is { } hosts && !hosts.AllowEndpoint(endpoint))
        {
            diagnostics.Add(Diagnostic.Error(
                BindingDiagnosticCodes.HostNotAllowed,
                $"the operator does not allow {declaration.Type} to send to \"{ShortText.Of(AllowedHosts.ServerOf(endpoint))}\"; allowed are {hosts}",
                declaration.File,
                declaration.TypeSpan,
                $"{declaration.Path}.{CommonKeys.Type}"));
        }
    }

    private bool Allows(string type) => Matches(_allowed, type) && !Matches(_denied, type);

    private static bool Matches(WildcardPattern[] patterns, string type) => Array.Exists(patterns, pattern => pattern.Matches(type));

    private static bool Allows(OptionLimit limit, object? value) => value switch
    {
        null => false,
        string text => limit.Values?.Contains(text, StringComparer.Ordinal) ?? false,
        IEnumerable list => list.Cast<object?>().All(entry => Allows(limit, entry)),
        _ when limit.Values is { } values => values.Contains(Shown(value), StringComparer.Ordinal),
        _ => ToNumber(value) is { } number && limit.Allows(number),
    };

    private static decimal? ToNumber(object value)
    {
        try
        {
            return value is bool or Enum ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is OverflowException or InvalidCastException)
        {
            // Not finite, or larger than any limit can be, or no number at all.
            return null;
        }
    }

    private static Diagnostic RefuseValue(SinkDeclaration declaration, OptionProperty property, OptionLimit limit, object? value)
    {
        var written = declaration.Map.Find(property.Key)?.Value is { } found and not YamlNull ? found : null;
        var what = (written, value) switch
        {
            _ when property.IsSecret => "this value",
            (not null, string or bool or Enum or IConvertible) => $"\"{ShortText.Of(Shown(value!))}\"",
            (not null, _) => "this value",
            (null, null) => "leaving it out",
            _ => $"leaving it out, which means \"{ShortText.Of(Shown(value))}\"",
        };
        return Diagnostic.Error(
            BindingDiagnosticCodes.OptionNotAllowed,
            $"the operator does not allow {what} for {property.Key}; allowed is {limit}",
            declaration.File,
            written?.Span ?? declaration.Span,
            YamlPath.Append(declaration.Path, property.Key));
    }

    // As users write it.
    private static string Shown(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        Enum word => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()),
        Uri url => url.OriginalString,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
