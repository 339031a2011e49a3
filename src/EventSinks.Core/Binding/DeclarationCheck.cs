using System.ComponentModel.DataAnnotations;
using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Checks what is left of a declaration when its common keys are read: options, and what the sink type itself says. Runs plug-in code.</summary>
/// <param name="declaration">The declaration.</param>
/// <param name="common">What its common keys say.</param>
/// <param name="policy">What the operator holds it to; null for nothing.</param>
/// <param name="diagnostics">What was found about them; takes what is found from here on.</param>
internal sealed class DeclarationCheck(SinkDeclaration declaration, CommonOptions common, PolicyCheck? policy, List<Diagnostic> diagnostics)
{
    /// <summary>Checks the declaration.</summary>
    /// <param name="factory">The factory of its sink type.</param>
    /// <param name="shapeOf">Gives the factory's options.</param>
    /// <returns>What it says; null if there was an error.</returns>
    public BoundDeclaration? Run(IEventSinkFactory factory, Func<IEventSinkFactory, OptionsShape> shapeOf)
    {
        var shape = shapeOf(factory);
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

        policy?.CheckOptions(declaration, options, shape, diagnostics);
        if (HasErrors())
        {
            return null;
        }

        var destination = factory.Describe(options);
        policy?.CheckHost(declaration, destination, diagnostics);
        if (HasErrors())
        {
            return null;
        }

        var warnings = diagnostics.Where(static diagnostic => !diagnostic.IsError).ToArray();
        return new BoundDeclaration(declaration, common, factory, options, destination, warnings);
    }

    private bool HasErrors() => diagnostics.Exists(static diagnostic => diagnostic.IsError);

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
}
