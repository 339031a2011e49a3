using System.Globalization;
using System.Text.RegularExpressions;
using EventSinks.Wording;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Policies;

/// <summary>Reads a policy from configuration, and gathers everything that is wrong with it. For one use.</summary>
internal sealed partial class SinkPolicyReader
{
    private readonly List<string> _faults = [];

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">Something is wrong; the message names it all.</exception>
    public SinkPolicy Read(IConfiguration root)
    {
        var keys = root.GetChildren().ToArray();
        if (keys.Length == 0)
        {
            // A misspelt section would otherwise be a policy that forbids nothing.
            throw new FormatException($"The policy is empty, or not where it is looked for; expected at least one of {string.Join(", ", Names<SinkPolicy>())}.");
        }

        var policy = new SinkPolicy();
        foreach (var key in keys)
        {
            policy = Match<SinkPolicy>(key, "a policy") switch
            {
                nameof(SinkPolicy.AllowedSinkTypes) => policy with { AllowedSinkTypes = ReadTexts(key) },
                nameof(SinkPolicy.DeniedSinkTypes) => policy with { DeniedSinkTypes = ReadTexts(key) },
                nameof(SinkPolicy.MaxSinksPerStack) => policy with { MaxSinksPerStack = ReadWhole(key) },
                nameof(SinkPolicy.EventsPerSecond) => policy with { EventsPerSecond = ReadNumber(key) is { } number ? (double)number : null },
                nameof(SinkPolicy.EventBurst) => policy with { EventBurst = ReadWhole(key) ?? policy.EventBurst },
                nameof(SinkPolicy.SinkTypes) => policy with { SinkTypes = ReadMap(key, ReadSinkType) },
                _ => policy,
            };
        }

        _faults.AddRange(policy.Validate());
        return _faults.Count == 0 ? policy : throw new FormatException(string.Join(' ', _faults));
    }

    private SinkTypePolicy ReadSinkType(IConfigurationSection section)
    {
        var held = new SinkTypePolicy();
        foreach (var key in section.GetChildren())
        {
            held = Match<SinkTypePolicy>(key, "a sink type") switch
            {
                nameof(SinkTypePolicy.Hosts) => held with { Hosts = ReadTexts(key) },
                nameof(SinkTypePolicy.Options) => held with { Options = ReadMap(key, ReadLimit) },
                _ => held,
            };
        }

        if (section.Value is { Length: > 0 } text)
        {
            _faults.Add($"{section.Path} has keys such as {string.Join(" and ", Names<SinkTypePolicy>())}, but is \"{text}\".");
        }

        return held;
    }

    private OptionLimit ReadLimit(IConfigurationSection section)
    {
        if (section.Value is not { Length: > 0 } text)
        {
            return new OptionLimit { Values = ReadTexts(section) };
        }

        var range = Range().Match(text);
        if (range.Success)
        {
            return OptionLimit.Range(Bound(range.Groups["least"]), Bound(range.Groups["most"]));
        }

        _faults.Add($"{section.Path} is a range such as 60..3600, 60.. or ..3600, or a list of values, but is \"{text}\".");
        return OptionLimit.Range(0, 0);
    }

    private string? Match<T>(IConfigurationSection key, string owner)
    {
        // Keys of configuration have no case.
        var known = Names<T>();
        var name = Array.Find(known, each => each.Equals(key.Key, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            _faults.Add($"{key.Path}: {owner} has no \"{key.Key}\"; {DidYouMean.Hint(key.Key, known)}.");
        }

        return name;
    }

    private Dictionary<string, T> ReadMap<T>(IConfigurationSection section, Func<IConfigurationSection, T> read)
    {
        if (section.Value is { Length: > 0 } text)
        {
            _faults.Add($"{section.Path} is a map of names, but is \"{text}\".");
        }

        return section.GetChildren().ToDictionary(static child => child.Key, read, StringComparer.Ordinal);
    }

    private string[] ReadTexts(IConfigurationSection section)
    {
        if (section.Value is { Length: > 0 } single)
        {
            return [single];
        }

        var texts = new List<string>();
        foreach (var child in section.GetChildren())
        {
            if (child.Value is { } text && int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                texts.Add(text);
            }
            else
            {
                _faults.Add($"{child.Path} is text in a list, but is {(child.Value is null ? "none" : "a key of its own")}.");
            }
        }

        return [.. texts];
    }

    private int? ReadWhole(IConfigurationSection section)
    {
        if (int.TryParse(section.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _faults.Add($"{section.Path} is a whole number, but is \"{section.Value}\".");
        return null;
    }

    private decimal? ReadNumber(IConfigurationSection section)
    {
        if (decimal.TryParse(section.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _faults.Add($"{section.Path} is a number, but is \"{section.Value}\".");
        return null;
    }

    private static decimal? Bound(Group digits) =>
        digits.Length > 0 ? decimal.Parse(digits.ValueSpan, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    private static string[] Names<T>() => [.. typeof(T).GetProperties().Select(static property => property.Name)];

    // As many digits as a decimal certainly holds.
    [GeneratedRegex(
        @"\A *(?<least>(-?[0-9]{1,18}(\.[0-9]{1,9})?)?) *\.\. *(?<most>(-?[0-9]{1,18}(\.[0-9]{1,9})?)?) *\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();
}
