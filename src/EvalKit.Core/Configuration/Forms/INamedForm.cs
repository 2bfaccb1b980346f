namespace EvalKit.Core.Configuration.Forms;

/// <summary>A form whose values have names, which must differ within a list.</summary>
internal interface INamedForm
{
    /// <summary>The name of a bound value.</summary>
    string NameOf(object value);
}
