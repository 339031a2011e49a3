using System.ComponentModel.DataAnnotations;
using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Checks one declaration from end to end: common keys, options, and what the sink type itself says. Runs plug-in code.</summary>
internal sealed class DeclarationCheck(SinkDeclaration declaration, List<Diagnostic> diagnostics)
{
    /// <summary>Checks the declaration.</summary>
    /// <param name="factory">The factory of its sink type.</param>
    /// <param name="shapeOf">Gives the factory's options.</param>
    /// <returns>What it says; null if there was an error.</returns>
    public BoundDeclaration? Run(IEventSinkFactory factory, Func<IEventSinkFactory, OptionsShape> shapeOf)
    {
        var shape = shapeOf(factory);
        var name = ReadName();
        var isEnabled = ReadEnabled();
        RefuseReservedKeys();
        var json = new OptionsReader(shape, declaration, diagnostics).Read();
        if (json is null || HasErrors())
        {
            return null;
        }

        var options = shape.Create(json);
        CheckTogether(options, shape);
        var check = new OptionsCheck();
        factory.Check(options, check);
        foreach (var finding in check.Findings)
        {
            Add(shape, finding);
        }

        if (HasErrors())
        {
            return null;
        }

        var warnings = diagnostics.Where(static diagnostic => !diagnostic.IsError).ToArray();
        return new BoundDeclaration(declaration, name, factory, options, factory.Describe(options), warnings) { IsEnabled = isEnabled };
    }

    private bool HasErrors() => diagnostics.Exists(static diagnostic => diagnostic.IsError);

    private YamlText? ReadName()
    {
        switch (declaration.Map.Find(CommonKeys.Name)?.Value)
        {
            case null or YamlNull:
                return null;
            case YamlText { Value.Length: > 0 and <= 255 } name:
                return name;
            case var value:
                AddError(BindingDiagnosticCodes.WrongOptionType, $"name is text of 1 to 255 characters, but found {value.KindName}", value.Span, CommonKeys.Name);
                return null;
        }
    }

    private bool ReadEnabled()
    {
        switch (declaration.Map.Find(CommonKeys.Enabled)?.Value)
        {
            case null or YamlNull:
                return true;
            case YamlBool enabled:
                return enabled.Value;
            case var value:
                AddError(BindingDiagnosticCodes.WrongOptionType, $"enabled is true or false, but found {value.KindName}", value.Span, CommonKeys.Enabled);
                return true;
        }
    }

    private void RefuseReservedKeys()
    {
        foreach (var key in CommonKeys.Reserved)
        {
            if (declaration.Map.Find(key) is { } entry)
            {
                AddError(BindingDiagnosticCodes.ReservedKey, $"\"{key}\" is reserved for all sinks and has no meaning yet; leave it out", entry.Key.Span, key);
            }
        }
    }

    // Rules over several options, which the record may have as an IValidatableObject.
    private void CheckTogether(object options, OptionsShape shape)
    {
        if (options is not IValidatableObject validatable)
        {
            return;
        }

        foreach (var result in validatable.Validate(new ValidationContext(options)))
        {
            Add(shape, new OptionFinding(result.MemberNames.FirstOrDefault() ?? "", result.ErrorMessage ?? "the options are not valid", IsError: true));
        }
    }

    private void Add(OptionsShape shape, OptionFinding finding)
    {
        // A finding about an option that was not written stands at the declaration itself.
        var key = shape.Properties.FirstOrDefault(property => property.PropertyName == finding.Option)?.Key ?? finding.Option;
        var span = declaration.Map.Find(key)?.Value.Span ?? declaration.Span;
        var path = YamlPath.Append(declaration.Path, key);
        diagnostics.Add(finding.IsError
            ? Diagnostic.Error(BindingDiagnosticCodes.SinkTypeError, finding.Message, declaration.File, span, path)
            : Diagnostic.Warning(BindingDiagnosticCodes.SinkTypeWarning, finding.Message, declaration.File, span, path));
    }

    private void AddError(string code, string message, SourceSpan span, string key) =>
        diagnostics.Add(Diagnostic.Error(code, message, declaration.File, span, YamlPath.Append(declaration.Path, key)));
}
