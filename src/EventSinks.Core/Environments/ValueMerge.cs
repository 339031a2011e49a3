using System.Numerics;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>
/// Puts two values of one parameter together. Heat goes by the parameter's type in the template, which is not known here; so the kinds of the
/// values decide, and have to be the same.
/// </summary>
/// <param name="strategy">The strategy: <see cref="MergeStrategies.Merge"/> or <see cref="MergeStrategies.DeepMerge"/>.</param>
/// <param name="file">The file of the later value.</param>
/// <param name="fileBefore">The file of the earlier value.</param>
/// <param name="diagnostics">Takes what is wrong.</param>
internal sealed class ValueMerge(string strategy, string file, string fileBefore, ICollection<Diagnostic> diagnostics)
{
    // As many as Python, and reading, take.
    private const int MaxDigits = 4300;

    private static readonly BigInteger LimitOfIntegers = BigInteger.Pow(10, MaxDigits);

    public YamlValue Merge(YamlValue before, YamlValue now, string path, string separator = "") => (before, now) switch
    {
        (_, YamlBool) => Refuse(before, now, path),

        // To Heat such a value is nothing, and the later one stands alone.
        _ when PythonTruth.IsFalse(before) => now,
        (YamlMap old, YamlMap added) => MergeMaps(old, added, path),
        (YamlList old, YamlList added) => new YamlList([.. old.Items, .. added.Items], added.Span),
        (YamlText old, YamlText added) => new YamlText($"{old.Value}{separator}{added.Value}", added.Span),
        (YamlInteger old, YamlInteger added) => Sum(old, added, path),
        (YamlInteger or YamlFloat, YamlInteger or YamlFloat) => new YamlFloat(ToDouble(before) + ToDouble(now), now.Span),
        _ => Refuse(before, now, path),
    };

    private YamlInteger Sum(YamlInteger before, YamlInteger now, string path)
    {
        var sum = before.Value + now.Value;
        if (BigInteger.Abs(sum) < LimitOfIntegers)
        {
            return new YamlInteger(sum, now.Span);
        }

        const string advice = "choose the strategy \"overwrite\"";
        diagnostics.Add(Diagnostic.Error(
            EnvironmentDiagnosticCodes.CannotMerge,
            $"the sum of the integer here and the one in {fileBefore} has more than {MaxDigits} digits, and could not be read back; {advice}",
            file,
            now.Span,
            path));
        return before;
    }

    private static double ToDouble(YamlValue number) => number is YamlInteger integer ? (double)integer.Value : ((YamlFloat)number).Value;

    private YamlMap MergeMaps(YamlMap before, YamlMap now, string path)
    {
        var merged = new MergedMap(before);
        if (strategy != MergeStrategies.DeepMerge)
        {
            merged.SetAll(now, skipsNull: true);
            return merged.ToMap();
        }

        foreach (var entry in now.Entries.Where(static entry => entry.Value is not YamlNull))
        {
            // Below the parameter itself numbers and booleans take the place of what was there.
            var value = entry.Value is YamlMap or YamlList or YamlText && merged.Find(entry.Key) is { } old
                ? Merge(old, entry.Value, YamlPath.Append(path, entry.Key.ToPythonString()))
                : entry.Value;
            merged.Set(new YamlMapEntry(entry.Key, value));
        }

        return merged.ToMap();
    }

    private YamlValue Refuse(YamlValue before, YamlValue now, string path)
    {
        diagnostics.Add(Diagnostic.Error(
            EnvironmentDiagnosticCodes.CannotMerge,
            $"{now.KindName} here and {before.KindName} in {fileBefore} cannot be put together by the strategy \"{strategy}\"; "
            + "write maps, lists, texts or numbers in both, or choose the strategy \"overwrite\"",
            file,
            now.Span,
            path));
        return before;
    }
}
