using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>
/// Which strategy each parameter has. As in Heat the first file that gives the parameter a value decides, for <c>parameters</c> and
/// <c>parameter_defaults</c> alike, and a later file that names another one is wrong.
/// </summary>
internal sealed class ChosenStrategies(ICollection<Diagnostic> diagnostics)
{
    private readonly Dictionary<YamlScalar, (string Strategy, string File)> _chosen = new(YamlKeyComparer.Instance);

    public string this[YamlScalar parameter] => _chosen[parameter].Strategy;

    /// <summary>Decides on the parameters of a file that nobody has decided on yet, and reports contradictions.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="strategies">What the file says about strategies.</param>
    /// <param name="file">The file.</param>
    public void Choose(YamlMap parameters, MergeStrategies strategies, string file)
    {
        foreach (var key in parameters.Entries.Where(static entry => entry.Value is not YamlNull).Select(static entry => entry.Key))
        {
            var named = key is YamlText name ? strategies.Find(name.Value) : null;
            if (!_chosen.TryGetValue(key, out var chosen))
            {
                _chosen[key] = (named?.Strategy ?? strategies.Default, file);
            }
            else if (named is { } other && other.Strategy != chosen.Strategy)
            {
                diagnostics.Add(Diagnostic.Error(
                    EnvironmentDiagnosticCodes.ConflictingMergeStrategy,
                    $"conflicting merge strategy \"{other.Strategy}\" for parameter \"{ShortText.Of(key.ToPythonString())}\": it is merged by \"{chosen.Strategy}\" "
                    + $"since {chosen.File}, the first file with the parameter; name its strategy there, or leave it out here",
                    file,
                    other.Span,
                    YamlPath.Append(EnvironmentSections.ParameterMergeStrategies, key.ToPythonString())));
            }
        }
    }
}
